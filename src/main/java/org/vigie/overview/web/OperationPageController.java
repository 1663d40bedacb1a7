package org.vigie.overview.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.engine.OperateLinks;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationCommands;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.OperationStep;
import org.vigie.operation.OperationWords;
import org.vigie.operation.Operations;
import org.vigie.operation.StepStatus;
import org.vigie.plan.Plans;
import org.vigie.shared.Sentences;

/** An operation step by step, with the end of its log. */
@RestController
@Hidden
class OperationPageController {

    private static final int LOG_LINES = 50;

    private final Pages pages;
    private final Frames frames;
    private final Plans plans;
    private final Operations operations;
    private final OperationCommands commands;
    private final OperateLinks operate;

    OperationPageController(
            Pages pages,
            Frames frames,
            Plans plans,
            Operations operations,
            OperationCommands commands,
            OperateLinks operate) {
        this.pages = pages;
        this.frames = frames;
        this.plans = plans;
        this.operations = operations;
        this.commands = commands;
        this.operate = operate;
    }

    /**
     * @param questions what is known, where it waits for a person
     * @param input name and value of what was asked for
     * @param refresh whether a reader sees more when the page is loaded again
     */
    record OperationPage(
            Frame frame,
            OperationLine operation,
            String started,
            String ended,
            Map<String, Object> input,
            List<String> questions,
            List<StepLine> steps,
            List<String> log,
            String operate,
            boolean refresh) {}

    record StepLine(int number, String name, String status, String sign, String took, String detail) {}

    @GetMapping("/operations/{id}")
    ResponseEntity<byte[]> one(@PathVariable String id, HttpServletRequest request) {
        Operation operation = operations.require(id);
        ZoneId zone = plans.require(operation.application()).timeZone();
        Locale language = Reader.of(request).language();
        Sentences said = Sentences.in(language);
        OperationWords words = OperationWords.in(language);
        Frame frame = frames.of(request, "operation.title", words.name(operation), operation.id());
        Moments moments = frames.moments(frame);
        Long instance = operation.processInstanceKey();
        return pages.page(
                "operation",
                new OperationPage(
                        frame,
                        OperationLine.of(operation, zone, moments),
                        moments.atOrNothing(operation.startedAt(), zone),
                        moments.atOrNothing(operation.endedAt(), zone),
                        operation.input(),
                        operation.status() == OperationStatus.WAITING
                                ? said.say(operations.questions(operation))
                                : List.of(),
                        operations.steps(id).stream()
                                .map(step -> line(step, moments, words, said))
                                .toList(),
                        commands.log(id, LOG_LINES),
                        instance == null ? "" : operate.instance(instance).toString(),
                        !operation.status().isOver()));
    }

    private static StepLine line(OperationStep step, Moments moments, OperationWords words, Sentences said) {
        return new StepLine(
                step.number(),
                said.say(step.name()),
                words.status(step.status()),
                sign(step.status()),
                took(step.startedAt(), step.endedAt(), moments),
                Objects.requireNonNullElse(said.sayIfAny(step.detail()), ""));
    }

    private static String sign(StepStatus status) {
        return switch (status) {
            case RUNNING -> "maintenance";
            case SUCCEEDED -> "up";
            case FAILED -> "down";
        };
    }

    private static String took(Instant from, @Nullable Instant to, Moments moments) {
        return moments.span(Duration.between(from, to == null ? moments.now() : to));
    }
}
