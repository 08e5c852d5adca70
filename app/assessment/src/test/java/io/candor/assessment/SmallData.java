package io.candor.assessment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A few hundred rows with a signal, for tests that run everything. */
final class SmallData {
    private SmallData() {}

    /** Columns {@code age, income, sex, city, approved}; some cells are missing. */
    static Path write(Path file, int rows) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder csv = new StringBuilder("age,income,sex,city,approved\n");
        for (int i = 0; i < rows; i++) {
            int age = 18 + random.nextInt(60);
            double income = 1_000 + 4_000 * random.nextDouble();
            boolean male = random.nextBoolean();
            boolean yes = income + 20 * age + (male ? 400 : 0) + 1_500 * random.nextDouble() > 5_000;
            csv.append(random.nextInt(20) == 0 ? "" : Integer.toString(age)).append(',');
            csv.append(Math.round(income * 100) / 100.0).append(',');
            csv.append(random.nextInt(25) == 0 ? "NA" : male ? "m" : "f").append(',');
            csv.append("city").append(random.nextInt(4)).append(',');
            csv.append(yes ? "yes" : "no").append('\n');
        }
        return Files.write(file, csv.toString().getBytes(StandardCharsets.UTF_8));
    }
}
