package org.vigie.support;

import java.util.List;

/**
 * What reads texts of others, to be fed with whatever: it reads, or refuses in the way that it promises. In the package of what it
 * feeds; {@code org.vigie.RandomInputsTests} and the campaign beside it run all of them.
 */
public interface RandomInputs {

    /** Texts as they should be, of which most inputs are made. */
    List<String> examples();

    /**
     * Has one read and looks at the result.
     *
     * @throws Exception if it was neither read nor refused as promised
     */
    void feed(String text) throws Exception;

    /** How much of the usual number of inputs; less for what takes its time. */
    default double share() {
        return 1;
    }

    /** Whether it reads JSON: then inputs are changed by their structure too. */
    default boolean isJson() {
        return false;
    }
}
