package org.vigie.validation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.shared.value.Texts;
import org.vigie.shared.web.Accepted;
import org.vigie.validation.Validation;
import org.vigie.validation.Validations;

@RestController
@RequestMapping("/api/tickets/{id}/validation")
@Tag(name = "Tickets")
class ValidationController {

    private final Validations validations;

    ValidationController(Validations validations) {
        this.validations = validations;
    }

    /** Whether the correction holds. */
    record Request(
            @NotNull Boolean validated,
            @Nullable Integer satisfaction,
            @Nullable String comment) {}

    @PostMapping
    @Operation(
            summary = "Hand in whether the correction holds for the reporter",
            description =
                    "satisfaction is 1 to 5; a comment is required if it does not hold. The same answer once more "
                            + "changes nothing, another one is refused.")
    ResponseEntity<Accepted> validate(@PathVariable String id, @Valid @RequestBody Request request, Principal account) {
        String comment = request.comment();
        var answer = new Validation.Answer(
                request.validated(),
                request.satisfaction(),
                comment == null || !Texts.isVisible(comment) ? null : comment);
        validations.answer(id, answer, account.getName());
        return Accepted.at(id, URI.create("/api/tickets/" + id));
    }
}
