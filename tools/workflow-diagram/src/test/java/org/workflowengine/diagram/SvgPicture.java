package org.workflowengine.diagram;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An SVG as a parser reads it, and where things stand in it. */
final class SvgPicture {
    private static final Pattern POINTS = Pattern.compile("[MLQ ](-?[0-9.]+) (-?[0-9.]+)");

    /** A rectangle. */
    record Area(String name, double left, double top, double right, double bottom) {
        boolean meets(Area other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        Area smaller(double by) {
            return new Area(name, left + by, top + by, right - by, bottom - by);
        }
    }

    final Document document;
    final List<Area> states = new ArrayList<>();
    final List<Area> labels = new ArrayList<>();

    /** For each transition to another state the parts of its line. */
    final List<List<Area>> lines = new ArrayList<>();

    SvgPicture(String svg) throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        for (Element group : elements("g")) {
            String kind = group.getAttribute("class");
            if (kind.startsWith("state")) {
                states.add(area(first(group, "rect"), group.getAttribute("id")));
            } else if (kind.startsWith("label")) {
                labels.add(area(first(group, "rect"), first(group, "tspan").getTextContent()));
            } else if (kind.startsWith("edge")
                    && group.getElementsByTagName("circle").getLength() == 0) {
                String path = first(group, "path").getAttribute("d");
                if (!path.contains("h")) {
                    lines.add(parts(path));
                }
            }
        }
    }

    List<Element> elements(String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    double width() {
        return Double.parseDouble(document.getDocumentElement().getAttribute("width"));
    }

    double height() {
        return Double.parseDouble(document.getDocumentElement().getAttribute("height"));
    }

    private static Element first(Element parent, String name) {
        return (Element) parent.getElementsByTagName(name).item(0);
    }

    private static Area area(Element rect, String name) {
        double x = Double.parseDouble(rect.getAttribute("x"));
        double y = Double.parseDouble(rect.getAttribute("y"));
        return new Area(
                name,
                x,
                y,
                x + Double.parseDouble(rect.getAttribute("width")),
                y + Double.parseDouble(rect.getAttribute("height")));
    }

    private static List<Area> parts(String path) {
        List<double[]> points = new ArrayList<>();
        Matcher matcher = POINTS.matcher(path);
        while (matcher.find()) {
            points.add(new double[] {Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))});
        }
        List<Area> parts = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            double[] a = points.get(i - 1);
            double[] b = points.get(i);
            parts.add(new Area(
                    path, Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])));
        }
        return parts;
    }
}
