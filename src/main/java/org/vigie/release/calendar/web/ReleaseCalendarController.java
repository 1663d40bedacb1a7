package org.vigie.release.calendar.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.release.calendar.CalendarViews;
import org.vigie.release.calendar.Proposal;
import org.vigie.release.calendar.Proposals;

/** When the next releases are due, and what they would bring. */
@RestController
@RequestMapping("/api/applications/{application}/releases/calendar")
@Tag(name = "Releases")
class ReleaseCalendarController {

    private final CalendarViews calendars;
    private final Proposals proposals;

    ReleaseCalendarController(CalendarViews calendars, Proposals proposals) {
        this.calendars = calendars;
        this.proposals = proposals;
    }

    @GetMapping
    @Operation(summary = "Read the release calendar: the next days, what a release would bring now, and what was due")
    CalendarViews.View calendar(@PathVariable String application) {
        return calendars.of(application);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Propose a release now, whatever day it is",
            description =
                    "A person is asked in Tasklist, if there is something to release; 409 while a proposal is open.")
    Proposal propose(@PathVariable String application, Principal account) {
        return proposals.ask(application, account.getName());
    }
}
