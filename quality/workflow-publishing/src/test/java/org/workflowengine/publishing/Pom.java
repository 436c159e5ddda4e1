package org.workflowengine.publishing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A pom as it is written. */
record Pom(Path file, Element root) {
    static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();

    static Pom of(Path file) {
        try {
            return new Pom(
                    file,
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    /** All modules of this repository, with those of profiles, and the parent of them all. */
    static List<Pom> all() {
        List<Pom> all = new ArrayList<>();
        collect(of(REPOSITORY.resolve("pom.xml")), all);
        return all;
    }

    private static void collect(Pom pom, List<Pom> all) {
        all.add(pom);
        List<Element> lists = new ArrayList<>(children(pom.root, "modules"));
        for (Element profiles : children(pom.root, "profiles")) {
            for (Element profile : children(profiles, "profile")) {
                lists.addAll(children(profile, "modules"));
            }
        }
        for (Element list : lists) {
            for (Element module : children(list, "module")) {
                collect(of(pom.folder().resolve(module.getTextContent()).resolve("pom.xml")), all);
            }
        }
    }

    /** Those that an application can depend on. */
    static List<Pom> publishedJars() {
        return all().stream()
                .filter(pom -> pom.isPublished() && pom.text("packaging").isEmpty())
                .toList();
    }

    Path folder() {
        return file.getParent();
    }

    String artifact() {
        return text("artifactId").orElseThrow();
    }

    /** Whether it or a parent says that it is not deployed. */
    boolean isPublished() {
        Optional<String> skipped = text("properties", "maven.deploy.skip");
        if (skipped.isPresent()) {
            return skipped.get().equals("false");
        }
        String parent = text("parent", "relativePath").orElse("../pom.xml");
        return of(folder().resolve(parent).normalize()).isPublished();
    }

    /** The text of the first element at the end of this path. */
    Optional<String> text(String... path) {
        Element at = root;
        for (String name : path) {
            List<Element> found = children(at, name);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            at = found.get(0);
        }
        return Optional.of(at.getTextContent().strip());
    }

    /** The elements below the first one at the end of this path. */
    List<Element> list(String name, String... path) {
        Element at = root;
        for (String step : path) {
            at = children(at, step).get(0);
        }
        return children(at, name);
    }

    static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    static String child(Element parent, String name) {
        return children(parent, name).get(0).getTextContent().strip();
    }
}
