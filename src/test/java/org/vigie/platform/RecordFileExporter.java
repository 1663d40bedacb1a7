package org.vigie.platform;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Runs inside the broker: appends every record as one line of JSON to a file, for {@link EngineRecords}. */
public final class RecordFileExporter implements Exporter {

    private Path file;
    private Controller controller;
    private BufferedWriter writer;

    @Override
    public void configure(Context context) {
        file = Path.of((String) context.getConfiguration().getArguments().get("file"));
    }

    @Override
    public void open(Controller controller) {
        this.controller = controller;
        try {
            writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            // ends the half line of a broker that was killed
            writer.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void export(Record<?> record) {
        try {
            writer.write(record.toJson());
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        controller.updateLastExportedRecordPosition(record.getPosition());
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
