package org.vigie.validation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStatus;
import org.vigie.validation.ValidationCase;
import org.vigie.validation.Validations;

@VigieTest
@Import(ValidationCase.class)
class ValidationApiTests {

    @Autowired
    MockMvc http;

    @Autowired
    MutableClock clock;

    @Autowired
    ValidationCase cases;

    @Autowired
    TicketDesk tickets;

    @Autowired
    TicketProgress progress;

    @Autowired
    Validations validations;

    private String id = "";

    @BeforeEach
    void create() {
        clock.set(VigieTest.START);
        id = cases.create("mangatheque");
    }

    @Test
    void takesTheAnswerOnce() throws Exception {
        cases.ask(id);
        String answer = "{\"validated\": true, \"satisfaction\": 5, \"comment\": \" merci \"}";
        answer(answer).andExpect(status().isAccepted()).andExpect(header().string("Location", "/api/tickets/" + id));
        answer(answer).andExpect(status().isAccepted());
        answer("{\"validated\": false, \"comment\": \"non\"}").andExpect(status().isConflict());
        assertThat(tickets.get(id).satisfaction()).isEqualTo(5);
        assertThat(tickets.history(id))
                .filteredOn(entry -> entry.action().equals("correction validated"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo("operator");
                    assertThat(entry.details()).containsEntry("validationComment", "merci");
                });
    }

    @Test
    void refusesWhileTheTicketIsAtAnotherStep() throws Exception {
        answer("{\"validated\": true}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail", containsString("does not wait for a validation, it is in new")));
        cases.ask(id);
        progress.close(id, TicketStatus.RESOLVED, "");
        answer("{\"validated\": true}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.hint", containsString("Reopen")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | validated",
                "{\"validated\": true, \"satisfaction\": 0} | satisfaction",
                "{\"validated\": true, \"satisfaction\": 6} | satisfaction",
                "{\"validated\": false} | comment",
                "{\"validated\": false, \"comment\": \"  \"} | comment",
                "{\"validated\": false, \"comment\": \"\\u200b\\u3164\"} | comment",
                "{\"validated\": true, \"marks\": 5} | marks"
            })
    void refusesWhatIsNoAnswer(String body, String field) throws Exception {
        cases.ask(id);
        answer(body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field));
    }

    @Test
    void timeOutIsRecordedOnceAndAnEarlierAnswerTakesPrecedence() throws Exception {
        cases.ask(id);
        assertThat(validations.timeOut(id).validated()).isTrue();
        validations.timeOut(id);
        assertThat(tickets.history(id))
                .filteredOn(entry -> entry.action().equals("validated by time-out"))
                .hasSize(1);

        String other = cases.create("mangatheque");
        cases.ask(other);
        id = other;
        answer("{\"validated\": false, \"comment\": \"still there\"}").andExpect(status().isAccepted());
        assertThat(validations.timeOut(other).comment()).isEqualTo("still there");
        assertThat(tickets.history(other)).noneMatch(entry -> entry.action().equals("validated by time-out"));
    }

    private ResultActions answer(String body) throws Exception {
        return http.perform(post("/api/tickets/" + id + "/validation")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(httpBasic("operator", "operator-secret")));
    }
}
