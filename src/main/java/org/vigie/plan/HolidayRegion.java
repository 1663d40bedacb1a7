package org.vigie.plan;

import org.jspecify.annotations.Nullable;

/**
 * Whose public holidays count, in the codes of the Jollyday library.
 *
 * @param country ISO 3166-1 code in upper case, such as FR
 * @param region Jollyday's code of a part of the country, with a slash before a part of that part, such as 67 or by/ag;
 *     null: what holds in the whole country (for FR: metropolitan France)
 */
public record HolidayRegion(String country, @Nullable String region) {

    /** The region as the list of codes that Jollyday takes; empty for the whole country. */
    public String[] regionPath() {
        return region == null ? new String[0] : region.split("/");
    }
}
