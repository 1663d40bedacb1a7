package org.vigie.release.deployment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.shared.HintedException;

/**
 * Fills in what stands in braces in the commands of a plan. A value is put in as it is, once, and never looked through for
 * braces; double braces are left to the program.
 */
public final class Placeholders {

    private static final Pattern NAME = Pattern.compile("(?<!\\{)\\{([a-z][A-Za-z]*+)}(?!})");

    private Placeholders() {}

    /** @throws HintedException if a name has no value here */
    public static List<String> fill(List<String> command, Map<String, String> values) {
        return command.stream().map(argument -> fill(argument, values)).toList();
    }

    /** As {@link #fill(List, Map)}, for one text. */
    public static String fill(String text, Map<String, String> values) {
        return NAME.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), values)));
    }

    private static String value(String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            throw new HintedException(
                    "the command of the plan asks for {" + name + "}, which there is not here",
                    "Here there are " + String.join(", ", new TreeMap<>(values).keySet()) + ".");
        }
        return value;
    }
}
