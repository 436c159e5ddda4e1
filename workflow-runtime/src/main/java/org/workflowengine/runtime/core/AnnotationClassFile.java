package org.workflowengine.runtime.core;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the class file of an annotation type says (JVMS 4.7.16, 4.7.17 and 4.7.22): the annotations that it carries, whatever their
 * retention, and the type and default of its {@code value()}. Reflection does not show the first: facts have CLASS retention.
 *
 * <p>The reader is strict: a file that is cut off, has bytes left over or contains an unknown kind is an {@link IOException}.
 */
final class AnnotationClassFile {
    /** An annotation as written: the binary name of its type, and the values of each element as text. */
    record Use(String type, Map<String, List<String>> elements) {
        Use {
            elements = Map.copyOf(elements);
        }
    }

    private static final int MAGIC = 0xCAFEBABE;

    private final DataInputStream in;
    private final List<Use> annotations = new ArrayList<>();
    private Object[] constants = {};
    private @Nullable String valueType;
    private @Nullable List<String> valueDefault;

    private AnnotationClassFile(byte[] bytes) {
        this.in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    static AnnotationClassFile read(byte[] bytes) throws IOException {
        AnnotationClassFile file = new AnnotationClassFile(bytes);
        file.read();
        return file;
    }

    /** The annotations on the type, in an order without meaning. */
    List<Use> annotations() {
        return List.copyOf(annotations);
    }

    /** The type of {@code value()} without array brackets: {@code boolean}, or a binary name. */
    Optional<String> valueType() {
        return Optional.ofNullable(valueType);
    }

    /** The default of {@code value()}, one text for each value. */
    Optional<List<String>> valueDefault() {
        return Optional.ofNullable(valueDefault);
    }

    private void read() throws IOException {
        demand(in.readInt() == MAGIC, "no class file");
        skip(4);
        readConstants();
        skip(6);
        skip(2 * in.readUnsignedShort());
        readMembers(false);
        readMembers(true);
        readAttributes(this::readClassAttribute);
        demand(in.read() < 0, "bytes behind the end");
    }

    private void readConstants() throws IOException {
        constants = new Object[in.readUnsignedShort()];
        for (int i = 1; i < constants.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants[i] = in.readUTF();
                case 3 -> constants[i] = in.readInt();
                case 4, 9, 10, 11, 12, 17, 18 -> skip(4);
                case 5, 6 -> {
                    skip(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> skip(2);
                case 15 -> skip(3);
                default -> throw new IOException("a constant of the unknown kind " + tag);
            }
        }
    }

    private void readMembers(boolean methods) throws IOException {
        int members = in.readUnsignedShort();
        for (int i = 0; i < members; i++) {
            skip(2);
            String name = text();
            String descriptor = text();
            boolean isValue = methods && name.equals("value") && descriptor.startsWith("()");
            if (isValue) {
                valueType = typeName(descriptor.substring(2).replace("[", ""));
            }
            readAttributes(attribute -> {
                if (isValue && attribute.equals("AnnotationDefault")) {
                    List<String> values = new ArrayList<>();
                    readValue(values);
                    valueDefault = values;
                    return true;
                }
                return false;
            });
        }
    }

    /** Reads the content of an attribute, if it is one that is wanted. */
    private interface Content {
        boolean read(String attribute) throws IOException;
    }

    private void readAttributes(Content content) throws IOException {
        int attributes = in.readUnsignedShort();
        for (int i = 0; i < attributes; i++) {
            String name = text();
            int length = in.readInt();
            demand(length >= 0 && length <= in.available(), "an attribute that is longer than the file");
            int behind = in.available() - length;
            if (!content.read(name)) {
                skip(length);
            }
            demand(in.available() == behind, "an attribute of another length than it says");
        }
    }

    private boolean readClassAttribute(String attribute) throws IOException {
        if (!attribute.equals("RuntimeVisibleAnnotations") && !attribute.equals("RuntimeInvisibleAnnotations")) {
            return false;
        }
        int number = in.readUnsignedShort();
        for (int i = 0; i < number; i++) {
            annotations.add(readAnnotation());
        }
        return true;
    }

    private Use readAnnotation() throws IOException {
        String type = typeName(text());
        Map<String, List<String>> elements = new LinkedHashMap<>();
        int number = in.readUnsignedShort();
        for (int i = 0; i < number; i++) {
            String name = text();
            List<String> values = new ArrayList<>();
            readValue(values);
            elements.put(name, values);
        }
        return new Use(type, elements);
    }

    private void readValue(List<String> values) throws IOException {
        char tag = (char) in.readUnsignedByte();
        switch (tag) {
            case 'Z' -> values.add(String.valueOf(!Integer.valueOf(0).equals(constant())));
            case 's', 'c' -> values.add(text());
            case 'e' -> {
                skip(2);
                values.add(text());
            }
            case '@' -> values.add(readAnnotation().type());
            case '[' -> {
                int number = in.readUnsignedShort();
                for (int i = 0; i < number; i++) {
                    readValue(values);
                }
            }
            // No fact can have one of these; other annotations may.
            case 'B', 'C', 'D', 'F', 'I', 'J', 'S' -> skip(2);
            default -> throw new IOException("a value of the unknown kind " + tag);
        }
    }

    private String text() throws IOException {
        Object constant = constant();
        if (constant instanceof String text) {
            return text;
        }
        throw new IOException("no text where one belongs");
    }

    private Object constant() throws IOException {
        int index = in.readUnsignedShort();
        Object constant = index < constants.length ? constants[index] : null;
        if (constant == null) {
            throw new IOException("no constant where one belongs");
        }
        return constant;
    }

    private void skip(int bytes) throws IOException {
        in.skipNBytes(bytes);
    }

    private static String typeName(String descriptor) {
        if (descriptor.equals("Z")) {
            return "boolean";
        }
        return descriptor.startsWith("L") && descriptor.endsWith(";")
                ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.')
                : descriptor;
    }

    private static void demand(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }
}
