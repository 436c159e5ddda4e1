package org.workflowengine.processor.generate;

import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;

/**
 * Writes files that are the same under every {@code -encoding} and every locale. The compiler writes generated sources in the encoding
 * of the author's, without a word about a character that it does not have.
 */
public final class Output {
    private Output() {}

    /** A source of ASCII alone: what is not becomes a unicode escape, which Java reads in names and comments, too. */
    static void source(JavaFile file, Filer filer, TypeElement origin) throws IOException {
        String simple = file.typeSpec().name();
        String name = file.packageName().isEmpty() ? simple : file.packageName() + "." + simple;
        source(name, file.toString(), filer, origin);
    }

    /**
     * Writes a source of ASCII alone.
     *
     * @param name the qualified name of its type
     * @param text the whole source; what is not ASCII becomes a unicode escape
     * @param filer where to write
     * @param origin the definition that it is made from
     * @throws IOException if it cannot be written
     */
    public static void source(String name, String text, Filer filer, TypeElement origin) throws IOException {
        try (Writer writer = filer.createSourceFile(name, origin).openWriter()) {
            writer.write(ascii(text));
        }
    }

    /**
     * Writes a text in UTF-8.
     *
     * @param file a new resource
     * @param text what it holds
     * @throws IOException if it cannot be written
     */
    public static void resource(FileObject file, String text) throws IOException {
        try (OutputStream stream = file.openOutputStream()) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** An even number of backslashes stands before whatever is escaped: the author's own are escapes by then, or entities. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length() + 64);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '\n' || (unit >= ' ' && unit <= '~')) {
                ascii.append(unit);
            } else {
                ascii.append(Literal.unicode(unit));
            }
        }
        return ascii.toString();
    }
}
