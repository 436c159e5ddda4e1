package org.workflowengine.processor.extension;

/**
 * A file that an extension wants to have written.
 *
 * @param extension the name of the extension
 * @param source whether it is a Java source; else a resource
 * @param name the qualified name of the type, or the path of the resource
 * @param text what it holds
 */
record AnsweredFile(String extension, boolean source, String name, String text) {}
