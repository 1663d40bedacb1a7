package org.vigie.notification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.notification.KeptNotice;
import org.vigie.notification.NoticeFilter;
import org.vigie.notification.NoticeState;
import org.vigie.notification.Notices;

@RestController
@RequestMapping("/api/notices")
@Tag(name = "Notices")
class NoticeController {

    private final Notices notices;

    NoticeController(Notices notices) {
        this.notices = notices;
    }

    @GetMapping
    @Operation(
            summary = "List what people were told, newest first: to whom it was sent, when, or why not",
            description = "The next page begins before the id of the last one listed.")
    List<KeptNotice> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String application,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        return notices.list(
                new NoticeFilter(state == null ? null : NoticeState.parse(state), application, subject, before, limit));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read what became of a notice")
    KeptNotice get(@PathVariable long id) {
        return notices.get(id);
    }
}
