package org.vigie.modelling;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of models that their owner saves.
 *
 * @param watch whether the folders {@code bpmn}, {@code dmn} and {@code forms} are looked at, in the embedded mode
 * @param folder the folder that holds them
 * @param deployOnSave whether what a trial has nothing against is deployed at once
 */
@ConfigurationProperties("vigie.models")
public record ModelProperties(
        @DefaultValue("true") boolean watch,
        @DefaultValue(".") Path folder,
        @DefaultValue("false") boolean deployOnSave) {}
