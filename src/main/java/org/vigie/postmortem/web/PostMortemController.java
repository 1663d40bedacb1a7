package org.vigie.postmortem.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.postmortem.PostMortem;
import org.vigie.postmortem.PostMortemDesk;
import org.vigie.postmortem.PostMortemStatus;
import org.vigie.shared.InvalidFieldException;

@RestController
@RequestMapping("/api/post-mortems")
@Tag(name = "Post-mortems")
class PostMortemController {

    private static final MediaType MARKDOWN = new MediaType("text", "markdown", StandardCharsets.UTF_8);

    private final PostMortemDesk desk;

    PostMortemController(PostMortemDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "List post-mortems, newest first")
    List<PostMortem> list(
            @RequestParam(required = false) @Nullable String application,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int offset) {
        return desk.list(application, status == null ? null : status(status), limit, offset);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a post-mortem with its sections and long-term actions")
    PostMortem get(@PathVariable String id) {
        return desk.get(id);
    }

    @GetMapping("/{id}/document")
    @Operation(summary = "Read the published document in Markdown")
    ResponseEntity<byte[]> document(@PathVariable String id) {
        byte[] document = desk.document(id).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok().contentType(MARKDOWN).body(document);
    }

    private static PostMortemStatus status(String id) {
        return PostMortemStatus.find(id)
                .orElseThrow(() -> new InvalidFieldException(
                        "status", "is not a known status", "Known are " + List.of(PostMortemStatus.values()) + "."));
    }
}
