package org.vigie.statuspage.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.page.Badge;
import org.vigie.statuspage.page.StatusPageProperties;

/** The pages as they stand in their folder. A name is looked up among those there can be, so that no path leads elsewhere. */
@RestController
@Hidden
@RequestMapping("/status")
class StatusPageController {

    private static final Map<String, MediaType> KINDS = Map.of(
            "html",
            new MediaType(MediaType.TEXT_HTML, UTF_8),
            "json",
            MediaType.APPLICATION_JSON,
            "atom",
            new MediaType(MediaType.APPLICATION_ATOM_XML, UTF_8),
            "svg",
            MediaType.valueOf("image/svg+xml"),
            "css",
            MediaType.valueOf("text/css;charset=UTF-8"),
            "js",
            MediaType.valueOf("text/javascript;charset=UTF-8"));
    private static final Set<String> FILES = Set.of(
            "index.html", "fr.html", "en.html", "status.json", "feed.atom", "badge.svg", "style.css", "fresh.js");

    private final Plans plans;
    private final StatusPageProperties properties;
    private final String policy;

    StatusPageController(Plans plans, StatusPageProperties properties) {
        this.plans = plans;
        this.properties = properties;
        this.policy = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
                + "img-src 'self'; form-action 'self' " + properties.publicUrl()
                + "; frame-ancestors 'none'; base-uri 'none'";
    }

    @GetMapping("/{application:[a-z0-9-]+}")
    ResponseEntity<byte[]> page(@PathVariable String application, ServletWebRequest request) {
        return file(application, application + ".html", request);
    }

    @GetMapping("/{application:[a-z0-9-]+}.json")
    ResponseEntity<byte[]> json(@PathVariable String application, ServletWebRequest request) {
        return file(application, application + ".json", request);
    }

    @GetMapping({"/{application:[a-z0-9-]+}/", "/{application:[a-z0-9-]+}/{name}"})
    ResponseEntity<byte[]> inFolder(
            @PathVariable String application,
            @PathVariable(required = false) @Nullable String name,
            ServletWebRequest request) {
        String file = name == null ? "index.html" : name;
        if (!FILES.contains(file)) {
            return ResponseEntity.notFound().build();
        }
        return file(application, application + "/" + file, request);
    }

    private ResponseEntity<byte[]> file(String application, String name, ServletWebRequest request) {
        boolean badge = name.endsWith(".svg");
        if (plans.find(application).isEmpty()) {
            return badge ? unknown(application) : ResponseEntity.notFound().build();
        }
        Path file = properties.folder().resolve(name);
        try {
            byte[] content = Files.readAllBytes(file);
            String tag = '"' + sum(content) + '"';
            if (request.checkNotModified(tag, Files.getLastModifiedTime(file).toMillis())) {
                return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                        .cacheControl(CacheControl.noCache())
                        .eTag(tag)
                        .build();
            }
            return answer(name).eTag(tag).body(content);
        } catch (NoSuchFileException e) {
            return badge
                    ? unknown(application)
                    : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                            .header("Retry-After", "5")
                            .build();
        } catch (IOException e) {
            return badge
                    ? unknown(application)
                    : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
    }

    private ResponseEntity.BodyBuilder answer(String name) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .contentType(KINDS.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** A badge is always one: proxies keep a broken picture for hours. */
    private ResponseEntity<byte[]> unknown(String application) {
        return answer("badge.svg")
                .body(Badge.of(
                        ComponentState.UNKNOWN,
                        plans.find(application).map(MaintenancePlan::language).orElse(Locale.ENGLISH)));
    }

    private static String sum(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
