package org.vigie.preventive.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.FigureSource;
import org.vigie.plan.PreventiveSettings.Figure;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;
import org.vigie.shared.GuardedExchange;
import org.vigie.shared.HintedException;

/** Figures of the month before from outside, such as traffic. What has no source is filled in by the person who judges. */
@Component
class FiguresWork implements PreventiveWork {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final GuardedExchange exchange =
            new GuardedExchange(Duration.ofSeconds(30), GuardedExchange.OF_THE_MACHINE);

    @Override
    public String id() {
        return "figures";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        List<Figure> figures = Objects.requireNonNull(order.plan().preventive()).figures();
        if (figures.isEmpty()) {
            return WorkResult.notSetUp(order.say(
                    "The plan names no figures: add preventive.figures.",
                    "Le plan ne nomme aucun chiffre : ajoutez preventive.figures."));
        }
        List<String> lines = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (Figure figure : figures) {
            heartbeat.check();
            String label = figure.label(order.plan().language());
            if (figure.source() == null) {
                lines.add(label + ": " + order.say("to be filled in", "à saisir"));
                continue;
            }
            try {
                lines.add(label + ": " + ask(figure.source(), order.day()).toPlainString());
            } catch (HintedException e) {
                failed.add(label);
                lines.add(label + ": " + e.sentences());
            }
        }
        return failed.isEmpty()
                ? WorkResult.done(order.say("Figures are listed.", "Les chiffres sont listés."), lines)
                : WorkResult.failed(order.say("Not known: ", "Inconnus : ") + String.join(", ", failed) + ".", lines);
    }

    private BigDecimal ask(FigureSource source, LocalDate day) {
        YearMonth month = YearMonth.from(day).minusMonths(1);
        String body = source.body()
                .replace("{from}", month.atDay(1).toString())
                .replace("{to}", month.atEndOfMonth().toString());
        Map<String, String> headers = new LinkedHashMap<>();
        if (source.tokenFrom() != null) {
            headers.put(
                    "Authorization",
                    "Bearer "
                            + source.tokenFrom()
                                    .read()
                                    .orElseThrow(() -> new HintedException(
                                            source.tokenFrom() + " holds no token", "Put the token there.")));
        }
        GuardedExchange.Answer answer;
        try {
            answer = exchange.post(
                    new GuardedExchange.Post(source.url(), headers, "application/json", body), source.allowPrivate());
        } catch (IOException e) {
            throw new HintedException(String.valueOf(e.getMessage()), "Fill the figure in, and look at its source.", e);
        }
        if (answer.status() != OK) {
            throw new HintedException(
                    source.url().getHost() + " answers with " + answer.status(),
                    "Fill the figure in, and look at its source.");
        }
        return figure(source, answer.body());
    }

    private static BigDecimal figure(FigureSource source, String body) {
        try {
            JsonNode found = JSON.readTree(body).at(source.pick());
            return new BigDecimal(found.asText());
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new HintedException(
                    "the answer of " + source.url().getHost() + " has no figure at " + source.pick(),
                    "Fill the figure in, and look at its source.",
                    e);
        }
    }
}
