package org.vigie.preventive.work;

import java.util.List;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.MonitorView;
import org.vigie.monitoring.check.Monitors;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;

/** How everything is that is watched: services, site, logs, disks, databases. */
@Component
class ChecksWork implements PreventiveWork {

    private final Monitors monitors;

    ChecksWork(Monitors monitors) {
        this.monitors = monitors;
    }

    @Override
    public String id() {
        return "checks";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        List<MonitorView> all = monitors.list(order.plan().application());
        if (all.isEmpty()) {
            return WorkResult.notSetUp(order.say("Nothing is watched yet.", "Rien n’est encore surveillé."));
        }
        List<String> lines = all.stream().map(ChecksWork::line).toList();
        List<MonitorView> bad = all.stream()
                .filter(view -> view.state() == MonitorState.DOWN || view.state() == MonitorState.DEGRADED)
                .toList();
        if (bad.isEmpty()) {
            return WorkResult.done(
                    order.say(
                            "No check of " + all.size() + " tells a fault.",
                            "Aucun des " + all.size() + " contrôles ne signale de défaut."),
                    lines);
        }
        String names = String.join(", ", bad.stream().map(MonitorView::name).toList());
        return WorkResult.failed(
                order.say(
                        bad.size() + " of " + all.size() + " checks tell a fault: " + names + ".",
                        bad.size() + " des " + all.size() + " contrôles signalent un défaut : " + names + "."),
                lines);
    }

    private static String line(MonitorView view) {
        return view.name() + " (" + view.kind() + "): " + view.state().name() + ", " + view.since()
                + (view.text() == null ? "" : ", " + view.text());
    }
}
