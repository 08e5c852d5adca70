package io.candor.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Small data sets, good and bad. */
final class Data {
    /** Settings that train in a moment. */
    static final String[] FAST = {"--set", "outer_bags=2", "--set", "max_rounds=30", "--set", "smoothing_rounds=10"};

    private Data() {}

    /** {@code age, amount, sex, city, approved} with a signal, and what a pen did to the text of the file. */
    static Path loans(Path file, UnaryOperator<String> pen) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder csv = new StringBuilder("age,amount,sex,city,approved\n");
        for (int i = 0; i < 300; i++) {
            int age = 18 + random.nextInt(60);
            double amount = Math.round(1_000 + 4_000 * random.nextDouble()) / 10.0;
            boolean male = random.nextBoolean();
            boolean yes = amount + 2 * age + (male ? 40 : 0) + 500 * random.nextDouble() > 650;
            csv.append(age)
                    .append(',')
                    .append(amount)
                    .append(',')
                    .append(male ? "m" : "f")
                    .append(",city");
            csv.append(random.nextInt(4)).append(',').append(yes ? "yes" : "no").append('\n');
        }
        return Files.write(file, pen.apply(csv.toString()).getBytes(StandardCharsets.UTF_8));
    }

    static Path loans(Path file) throws IOException {
        return loans(file, text -> text);
    }

    /** Gives every row another column. */
    static UnaryOperator<String> with(String name, java.util.function.IntFunction<String> value) {
        return text -> {
            String[] lines = text.split("\n");
            StringBuilder out =
                    new StringBuilder(name).append(',').append(lines[0]).append('\n');
            for (int i = 1; i < lines.length; i++)
                out.append(value.apply(i)).append(',').append(lines[i]).append('\n');
            return out.toString();
        };
    }

    /** Changes one line. */
    static UnaryOperator<String> line(int number, UnaryOperator<String> pen) {
        return text -> {
            String[] lines = text.split("\n");
            lines[number] = pen.apply(lines[number]);
            return String.join("\n", lines) + "\n";
        };
    }
}
