package io.candor.report;

import io.candor.core.json.Json;
import io.candor.report.internal.Rendering;
import io.candor.report.internal.VerdictSection;
import io.candor.results.Results;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Gates as JUnit XML, one test case each, for build servers: a gate that fails the policy is a failure, an undecided or
 * warning one is skipped with its reason, a met one passes. Without gates the suite is empty.
 */
public final class JUnitXml {
    private JUnitXml() {}

    public static String render(Results results) {
        return Rendering.of(results, (canonical, digest) -> write(canonical));
    }

    private static String write(Results results) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, results);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.append('\n').toString();
    }

    private static void suite(XMLStreamWriter xml, Results results) throws XMLStreamException {
        long failures = results.gates().stream()
                .filter(g -> Results.countsAs(g).equals("fail"))
                .count();
        long skipped = results.gates().stream()
                .filter(g -> Results.countsAs(g).equals("warn"))
                .count();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean("candor " + results.policyId().orElse("policy")));
        xml.writeAttribute("tests", Integer.toString(results.gates().size()));
        xml.writeAttribute("failures", Long.toString(failures));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", Long.toString(skipped));
        for (Json.Obj gate : results.gates()) gate(xml, gate);
        xml.writeEndElement();
    }

    private static void gate(XMLStreamWriter xml, Json.Obj gate) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname",
                "candor." + clean(gate.optionalText("evidence_kind").orElse("gate")));
        xml.writeAttribute("name", clean(VerdictSection.title(gate)));
        String message = clean(VerdictSection.word(gate) + ": required " + gate.text("requirement") + ", measured "
                + VerdictSection.measured(gate) + "; " + gate.text("reason"));
        String counts = Results.countsAs(gate);
        if (counts.equals("fail")) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", message);
            xml.writeAttribute("type", "gate");
            xml.writeEndElement();
        } else if (counts.equals("warn")) {
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", message);
            xml.writeEndElement();
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(message);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Without the characters that XML 1.0 can't carry. */
    private static String clean(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean allowed = c == 0x9
                    || c == 0xA
                    || c == 0xD
                    || c >= 0x20 && c <= 0xD7FF
                    || c >= 0xE000 && c <= 0xFFFD
                    || c >= 0x10000;
            out.appendCodePoint(allowed ? c : 0xFFFD);
        });
        return out.toString();
    }
}
