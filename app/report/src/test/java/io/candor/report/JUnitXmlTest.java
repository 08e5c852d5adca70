package io.candor.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Build servers read it: well-formed whatever gates are called, and its counts are those of the policy. */
class JUnitXmlTest {
    static final List<String> HOSTILE = HtmlReportTest.HOSTILE;

    @Test
    void aGateThatFailsThePolicyIsAFailureAndAWarningIsSkipped() throws Exception {
        Element suite = parse(JUnitXml.render(Sample.plain()));
        assertThat(suite.getAttribute("tests")).isEqualTo("6");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(2);
        assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(2);
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).contains("not met", ">= 0.8", "0.370 [0.100, 0.900]");
    }

    @Test
    void aGateThatDoesNotSayWhatItCountsAsIsCountedByItsLevel() throws Exception {
        Json.Builder gate = Json.object();
        Sample.gate("g", "t", "not_met", "fail", "fail").members().forEach((k, v) -> {
            if (!k.equals("counts_as")) gate.put(k, v);
        });
        Element suite = parse(JUnitXml.render(Sample.withGates(List.of(gate.build()))));
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
    }

    @Test
    void withoutGatesTheSuiteIsEmpty() throws Exception {
        Element suite = parse(JUnitXml.render(Sample.withGates(List.of())));
        assertThat(suite.getAttribute("tests")).isEqualTo("0");
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void hostileNamesKeepItWellFormed(String hostile) throws Exception {
        Element suite = parse(JUnitXml.render(Sample.of(token -> hostile + token)));
        NodeList cases = suite.getElementsByTagName("testcase");
        assertThat(cases.getLength()).isEqualTo(6);
        for (int i = 0; i < 6; i++) {
            Element gate = (Element) cases.item(i);
            assertThat(gate.getAttribute("classname")).isEqualTo("candor.fairness.assessment");
            assertThat(gate.getElementsByTagName("*").getLength()).isEqualTo(1);
        }
    }

    private static Element parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }
}
