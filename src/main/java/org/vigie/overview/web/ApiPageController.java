package org.vigie.overview.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.vigie.overview.api.ApiGroup;
import org.vigie.overview.api.ApiReader;

/** What the API document says, as a page that needs no script. */
@RestController
@Hidden
class ApiPageController {

    private static final String DOCUMENT = "/v3/api-docs";

    private final Pages pages;
    private final Frames frames;
    private final OpenApiWebMvcResource document;
    private final ObjectMapper json;

    ApiPageController(Pages pages, Frames frames, OpenApiWebMvcResource document, ObjectMapper json) {
        this.pages = pages;
        this.frames = frames;
        this.document = document;
        this.json = json;
    }

    /**
     * @param document where programs read it
     * @param address of Vigie, as this reader reached it
     */
    record ApiPage(Frame frame, String document, String address, List<ApiGroup> groups) {}

    @GetMapping("/api")
    ResponseEntity<byte[]> api(HttpServletRequest request) throws IOException {
        String address =
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        byte[] published = document.openapiJson(asked(request, address), DOCUMENT, Locale.ENGLISH);
        return pages.page(
                "api",
                new ApiPage(
                        frames.of(request, "api.title"),
                        DOCUMENT,
                        address,
                        new ApiReader(json.readTree(published)).groups()));
    }

    /** The document names the server by the address that it is asked for at. */
    private static HttpServletRequest asked(HttpServletRequest request, String address) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public StringBuffer getRequestURL() {
                return new StringBuffer(address + DOCUMENT);
            }
        };
    }
}
