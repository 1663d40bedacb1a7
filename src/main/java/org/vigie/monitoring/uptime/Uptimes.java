package org.vigie.monitoring.uptime;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.vigie.monitoring.check.Periods;
import org.vigie.monitoring.window.MaintenanceWindows;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.Plans;

/** How long the monitors of applications were up. Months and days are those of the plan's time zone. */
@Service
public class Uptimes {

    private final Plans plans;
    private final Periods periods;
    private final MaintenanceWindows windows;
    private final Clock clock;

    Uptimes(Plans plans, Periods periods, MaintenanceWindows windows, Clock clock) {
        this.plans = plans;
        this.periods = periods;
        this.windows = windows;
        this.clock = clock;
    }

    /** One monitor over one month. */
    public record MonthOfMonitor(String application, String monitor, String name, String month, Uptime uptime) {}

    /** One monitor over one day. */
    public record DayOfMonitor(LocalDate day, Uptime uptime) {}

    /** All monitors of an application over a month, until now where it still goes on. */
    public List<MonthOfMonitor> month(String application, YearMonth month) {
        MaintenancePlan plan = plans.require(application);
        Instant from = month.atDay(1).atStartOfDay(plan.timeZone()).toInstant();
        Instant to = month.plusMonths(1).atDay(1).atStartOfDay(plan.timeZone()).toInstant();
        List<MonthOfMonitor> months = new ArrayList<>();
        for (MonitorSettings monitor : plan.monitoring().monitors()) {
            months.add(new MonthOfMonitor(
                    application,
                    monitor.id(),
                    monitor.name(),
                    month.toString(),
                    between(application, monitor.id(), from, to)));
        }
        return months;
    }

    /** The latest days of a monitor, oldest first; the last one until now. */
    public List<DayOfMonitor> days(String application, String monitor, int count) {
        MaintenancePlan plan = plans.require(application);
        LocalDate today = clock.instant().atZone(plan.timeZone()).toLocalDate();
        List<DayOfMonitor> days = new ArrayList<>();
        for (LocalDate day = today.minusDays(count - 1L); !day.isAfter(today); day = day.plusDays(1)) {
            days.add(new DayOfMonitor(
                    day,
                    between(
                            application,
                            monitor,
                            day.atStartOfDay(plan.timeZone()).toInstant(),
                            day.plusDays(1).atStartOfDay(plan.timeZone()).toInstant())));
        }
        return days;
    }

    /** One monitor between two moments, at most until now. */
    public Uptime between(String application, String monitor, Instant from, Instant to) {
        Instant now = clock.instant();
        Instant end = to.isAfter(now) ? (now.isAfter(from) ? now : from) : to;
        List<Uptime.Planned> planned = windows.between(application, from, end).stream()
                .filter(window -> window.concerns(monitor))
                .map(window -> new Uptime.Planned(window.from(), window.to()))
                .toList();
        return Uptime.of(periods.between(application, monitor, from, end), planned, from, end);
    }
}
