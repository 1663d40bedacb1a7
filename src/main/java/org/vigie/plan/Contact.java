package org.vigie.plan;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person (or a host's support desk) that a plan names.
 *
 * @param id short name used in the plan file, unique in it and never the name of a role
 * @param name name for people
 * @param email address for mails
 * @param account account in Tasklist; null: the same as the id
 * @param roles what the person answers for, at least one
 * @param phone number to dial, shown, and texted if a channel does that; null: none
 * @param timeZone where the person lives; null: the zone of the plan
 * @param quietHours local hours without messages that are not critical; null: none
 * @param channels ids of the plan's channels by which this person is told of alerts; empty: only when it is their turn
 */
public record Contact(
        String id,
        String name,
        String email,
        @Nullable String account,
        List<ContactRole> roles,
        @Nullable String phone,
        @Nullable ZoneId timeZone,
        @Nullable QuietHours quietHours,
        List<String> channels) {

    public Contact {
        roles = List.copyOf(roles);
        channels = List.copyOf(channels);
    }

    /** One who is told of nothing by themselves. */
    public Contact(
            String id,
            String name,
            String email,
            @Nullable String account,
            List<ContactRole> roles,
            @Nullable String phone,
            @Nullable ZoneId timeZone,
            @Nullable QuietHours quietHours) {
        this(id, name, email, account, roles, phone, timeZone, quietHours, List.of());
    }

    /** The number in its international form ({@code +33199000001}); empty if there is none in that form. */
    public Optional<String> internationalPhone() {
        return Optional.ofNullable(phone)
                .map(number -> number.replaceAll("[ ().-]", ""))
                .filter(number -> number.matches("\\+[1-9][0-9]{6,14}"));
    }

    /** The account in Tasklist. */
    public String accountName() {
        return account == null ? id : account;
    }

    /** Whether this is the account of the person. */
    public boolean hasAccount(@Nullable String name) {
        return accountName().equals(name);
    }

    /** The zone the person lives in, given the zone of the plan. */
    public ZoneId zoneOr(ZoneId planZone) {
        return timeZone == null ? planZone : timeZone;
    }
}
