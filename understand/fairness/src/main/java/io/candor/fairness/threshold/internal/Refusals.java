package io.candor.fairness.threshold.internal;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import java.util.List;

/** Why thresholds are not fitted. */
public final class Refusals {
    private Refusals() {}

    public static CandorException oneLabel(String group, String metric, String lacking) {
        return CandorException.user(
                "CND-F042",
                "group '" + group + "' has no " + lacking + " labels, so its " + metric + " does not exist",
                "both labels in each group that is compared by it",
                "join it with another group, leave it out, or compare selection rates");
    }

    public static CandorException badWeight() {
        return CandorException.user(
                "CND-F043",
                "a weight is missing, infinite, zero or negative",
                "a positive number per row",
                "leave out the rows that shall not count");
    }

    public static CandorException tooFewGroups(int groups) {
        return noGroups("there " + (groups == 1 ? "is one group" : "are no groups") + " to compare");
    }

    public static CandorException emptyGroup(String name) {
        return noGroups("group '" + name + "' has no rows");
    }

    private static CandorException noGroups(String problem) {
        return CandorException.user(
                "CND-F044", problem, "two or more groups, each with rows", "name another column, or check the rows");
    }

    public static CandorException infeasible(String how) {
        return CandorException.user(
                "CND-F045",
                "no " + how + " meets all parities and bounds",
                "bounds that can be met together",
                "loosen a bound or a tolerance");
    }

    public static CandorException noGroup(String name, List<String> names) {
        return badPlan(
                "there is no group '" + name + "'",
                "the name of one of " + names.size() + " groups",
                Suggestions.remedy(name, names));
    }

    public static CandorException badPlan(String problem, String expected, String remedy) {
        return CandorException.user("CND-F046", problem, expected, remedy);
    }

    public static CandorException notWithoutChance(String what) {
        return CandorException.user(
                "CND-F047",
                "thresholds without chance are not searched under " + what,
                "at most two rates that shall be alike, and bounds of groups only",
                "allow mixtures, or leave it out");
    }
}
