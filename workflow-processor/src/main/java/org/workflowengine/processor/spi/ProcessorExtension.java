package org.workflowengine.processor.spi;

import java.util.List;

/**
 * A layer's part of the compilation: looks at each sound definition, and answers with problems and files.
 *
 * <p>The processor finds extensions with {@link java.util.ServiceLoader} on its own path, so a layer's jar names its class in
 * {@code META-INF/services/org.workflowengine.processor.spi.ProcessorExtension} or in its module descriptor. The class is public
 * and has a public constructor without parameters. Extensions are asked in the order of their class names.
 *
 * <p>One instance serves one compilation and one thread. It must not remember anything from one definition to the next: a build tool
 * may compile each of them alone, and expects the same files.
 *
 * <p>An exception never stops the compiler: it becomes an error that names the extension (WF004), and everything that this
 * extension has answered about the definition is dropped.
 */
public interface ProcessorExtension {

    /**
     * Every kind of problem that this extension can report. It is asked once for each compilation.
     *
     * @return the kinds, perhaps none. All ids begin with the same letters, which belong to this extension alone; an id is never
     *     used again for something else
     */
    List<ProblemKind> problemKinds();

    /**
     * Looks at one definition.
     *
     * <p>It is called only for a definition without errors: everything it refers to is there, each state can be reached, and each
     * transition can happen. Warnings do not matter, even where the build makes them errors. (An annotation that cannot be found is
     * invisible to processors under javac 17; the compiler reports it itself, and the build fails.)
     *
     * @param definition the definition
     * @param answer takes the problems and the files, until this method returns
     */
    void examine(DefinitionView definition, Answer answer);
}
