package org.vigie.kpi.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.kpi.KpiWords;
import org.vigie.shared.XmlText;
import org.vigie.support.HostileTexts;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Whatever stands in a text of a monthly report, the page keeps its shape and the paper does nothing. */
class ReportTextTests {

    private static final String HARMLESS = "The release of the second week was taken back.";

    private final ReportDocuments documents = new ReportDocuments(mock(MonthlyReports.class));

    @ParameterizedTest
    @MethodSource("org.vigie.support.HostileTexts#all")
    void changesNoElementOfThePage(String text) throws Exception {
        for (boolean paper : List.of(true, false)) {
            assertThat(elements(documents.html(view(text, paper))))
                    .isEqualTo(elements(documents.html(view(HARMLESS, paper))));
        }
    }

    @Test
    void doesNothingOnPaper() throws IOException {
        String all = HostileTexts.all().map(text -> text + " ;").collect(Collectors.joining(" "));
        byte[] pdf = ReportDocuments.paper(documents.html(view(all, true)));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
            assertThat(document.getDocumentCatalog().getCOSObject().containsKey(COSName.NAMES))
                    .as("no script and no file")
                    .isFalse();
            assertThat(document.getDocumentCatalog().getAcroForm()).isNull();
            for (PDPage page : document.getPages()) {
                assertThat(page.getAnnotations()).as("no link").isEmpty();
            }
            String written = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(written)
                    .contains("<script>alert(1)</script>", "${7*7}", "[click](https://evil.example)", "/OpenAction");
        }
    }

    /** What somebody pastes may hold what XML cannot write; the paper is made all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\u000b", "\ufffe", "\uffff", "\ud800", "&", "]]>", "<!--"})
    void aRemarkBreaksNoPaper(String text) throws IOException {
        try (PDDocument document =
                Loader.loadPDF(ReportDocuments.paper(documents.html(view("before " + text + " after", true))))) {
            assertThat(new PDFTextStripper().getText(document)).contains("before", "after");
        }
    }

    private static ReportView view(String text, boolean paper) {
        ReportView.Row row =
                new ReportView.Row(text, text, text, text, text, "breached", text, text, text, text, text, text);
        return new ReportView(
                KpiWords.of(Locale.ENGLISH),
                "demo",
                text,
                "2026-11",
                text,
                text,
                text,
                Stream.of(row).toList(),
                List.of(),
                text,
                text,
                paper);
    }

    private static List<String> elements(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document read = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(XmlText.clean(html).getBytes(UTF_8)));
        NodeList all = read.getElementsByTagName("*");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            names.add(all.item(i).getNodeName());
        }
        return names;
    }
}
