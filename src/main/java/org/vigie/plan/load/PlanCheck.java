package org.vigie.plan.load;

import java.util.List;

/** A rule that the schema cannot state. It looks only at values the schema accepts and skips the others. */
@FunctionalInterface
interface PlanCheck {

    List<PlanCheck> ALL = List.of(
            new IdentityCheck(),
            new TimeZoneCheck(),
            new HolidayCheck(),
            new WorkingHoursCheck(),
            new ContactCheck(),
            new ReferenceCheck(),
            new PriorityScaleCheck(),
            new DurationCheck(),
            new LabelCheck(),
            new HostCheck(),
            new DatabaseCheck(),
            new BackupCheck(),
            new ChannelCheck(),
            new StatusPageCheck(),
            new MonitoringCheck(),
            new FreezeCheck(),
            new DocumentationCheck(),
            new ReleaseHostCheck(),
            new ReleaseCalendarCheck(),
            new ChangelogPushCheck(),
            new PreventiveCheck());

    void check(PlanDocument document, List<PlanFault> faults);
}
