package io.candor.datasheet;

import java.util.Locale;

/** What a person is asked to write, under {@code datasheet:} in {@code candor.yaml}. */
public enum Field {
    PURPOSE(Heading.INTENDED_USE, "Purpose", "model owner", "What is decided with it, and what good that does"),
    USERS(Heading.INTENDED_USE, "Users", "model owner", "Who works with its output, and with what training"),
    AFFECTED_PEOPLE(
            Heading.INTENDED_USE, "People affected", "model owner", "About whom it decides, and how they learn of it"),
    OUT_OF_SCOPE(
            Heading.INTENDED_USE, "Out of scope", "model owner", "Uses that are not intended, or known to go wrong"),
    HUMAN_OVERSIGHT(
            Heading.INTENDED_USE, "Human oversight", "model owner", "Who can look at a decision and overturn it"),
    OWNER(Heading.INTENDED_USE, "Owner", "model owner", "Who answers for it"),
    CONTACT(Heading.INTENDED_USE, "Contact", "model owner", "Where questions and complaints go"),
    LICENCE(Heading.INTENDED_USE, "Licence", "model owner", "Terms under which it may be used"),
    LIMITATIONS(Heading.MODEL_ARCHITECTURE, "Known limitations", "developer", "Where it is weak, and why"),
    TRAINING_DATA_COLLECTION(
            Heading.TRAINING_DATA, "Collection", "data owner", "Who collected the data, when, how, and for what"),
    TRAINING_DATA_LABELS(Heading.TRAINING_DATA, "Labels", "data owner", "What the label means, and who or what set it"),
    TRAINING_DATA_RIGHTS(
            Heading.TRAINING_DATA, "Rights", "data owner", "Licence, consent or legal basis for this use of the data"),
    TRAINING_DATA_GAPS(Heading.TRAINING_DATA, "Gaps", "data owner", "Who is missing or rare in the data"),
    EVALUATION_DATA_CHOICE(
            Heading.EVALUATION_DATA, "Choice", "developer", "Why these rows stand for those the model will meet"),
    METRIC_CHOICE(
            Heading.TRAINING_PERFORMANCE,
            "Choice of metrics",
            "developer",
            "Why these metrics, and what a mistake costs"),
    FAIRNESS_CONSIDERATIONS(
            Heading.FAIRNESS_INFORMATION,
            "Considerations",
            "model owner",
            "Which harms, to whom, and why these metrics"),
    MITIGATION(
            Heading.FAIRNESS_INFORMATION,
            "Mitigation",
            "developer",
            "What was done about disparities, and what it cost");

    private final Heading heading;
    private final String title;
    private final String askedOf;
    private final String question;

    Field(Heading heading, String title, String askedOf, String question) {
        this.heading = heading;
        this.title = title;
        this.askedOf = askedOf;
        this.question = question;
    }

    public Heading heading() {
        return heading;
    }

    public String title() {
        return title;
    }

    /** Who is asked: {@code model owner}, {@code developer} or {@code data owner}. */
    public String askedOf() {
        return askedOf;
    }

    /** What to write, for a template. */
    public String question() {
        return question;
    }

    /** The key in {@code candor.yaml}: lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
