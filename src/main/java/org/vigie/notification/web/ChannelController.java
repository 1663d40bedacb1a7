package org.vigie.notification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.notification.Canaries;
import org.vigie.notification.ChannelOverview;
import org.vigie.notification.KeptNotice;

@RestController
@RequestMapping("/api/channels")
@Tag(name = "Notices")
class ChannelController {

    private final ChannelOverview overview;
    private final Canaries canaries;

    ChannelController(ChannelOverview overview, Canaries canaries) {
        this.overview = overview;
        this.canaries = canaries;
    }

    @GetMapping
    @Operation(
            summary = "List the channels of the plans: what works, what is broken and why, and the latest test of each")
    List<ChannelOverview.Channel> list() {
        return overview.all();
    }

    @PostMapping("/{application}/{channel}/canary")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Send a message to a channel that says it is a test",
            description =
                    "What became of it is in the notice that is answered. A broken channel is used again when the test arrives.")
    KeptNotice test(@PathVariable String application, @PathVariable String channel, Principal operator) {
        return canaries.send(application, channel, operator.getName());
    }
}
