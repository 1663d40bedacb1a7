package org.vigie.overview.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vigie.engine.OperateLinks;
import org.vigie.plan.Plans;
import org.vigie.shared.Words;

/** Makes the frame of a page for a reader. */
@Component
class Frames {

    private final Pages pages;
    private final Plans plans;
    private final OperateLinks operate;
    private final Clock clock;

    Frames(Pages pages, Plans plans, OperateLinks operate, Clock clock) {
        this.pages = pages;
        this.plans = plans;
        this.operate = operate;
        this.clock = clock;
    }

    Frame of(HttpServletRequest request, String titleKey, Object... values) {
        Reader reader = Reader.of(request);
        Words words = pages.words(reader.language());
        return new Frame(
                words,
                words.get(titleKey, values),
                reader,
                UUID.randomUUID().toString(),
                request.getParameter("renew") != null,
                plans.all().stream()
                        .map(plan -> new Link("/applications/" + plan.application(), plan.name()))
                        .toList(),
                operate.tasklist().toString(),
                operate.start().toString());
    }

    Moments moments(Frame frame) {
        return new Moments(frame.words(), clock.instant());
    }
}
