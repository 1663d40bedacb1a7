package org.vigie.engine.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The models on the class path, as this version of Vigie brings them. */
@Component
public class ShippedModelFiles {

    private static final List<String> MODELS =
            List.of("classpath*:bpmn/*.bpmn", "classpath*:dmn/*.dmn", "classpath*:forms/*.form");

    private final Map<String, String> texts = new TreeMap<>();

    ShippedModelFiles(ResourcePatternResolver resources) {
        try {
            for (String pattern : MODELS) {
                for (Resource model : resources.getResources(pattern)) {
                    texts.putIfAbsent(Objects.requireNonNull(model.getFilename()), model.getContentAsString(UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the models", e);
        }
    }

    /** Texts by the names of their files. */
    public Map<String, String> texts() {
        return Map.copyOf(texts);
    }
}
