package org.vigie.backup.retention;

import java.time.ZoneId;

/**
 * How many backups stay.
 *
 * @param daily how many days keep one
 * @param weekly how many weeks, which begin on Monday
 * @param monthly how many months
 * @param yearly how many years
 * @param preDeployment how many of those taken before a deployment stay
 * @param verified how many verified ones stay at least, whatever else is said; 1 or more
 * @param zone in which days, weeks, months and years are cut
 */
public record RetentionPolicy(
        int daily, int weekly, int monthly, int yearly, int preDeployment, int verified, ZoneId zone) {

    public RetentionPolicy {
        if (daily < 0 || weekly < 0 || monthly < 0 || yearly < 0 || preDeployment < 0) {
            throw new IllegalArgumentException("a layer cannot keep less than nothing");
        }
        if (verified < 1) {
            throw new IllegalArgumentException("the last verified backup always stays");
        }
    }
}
