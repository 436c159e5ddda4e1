/**
 * How a layer has its own annotations in a definition checked while it compiles, with messages like those of the language.
 *
 * <p>A layer implements {@link org.workflowengine.processor.spi.ProcessorExtension}. It sees each sound definition and answers with
 * problems and files. Its annotation types are marked with {@code @LayerAnnotation}.
 */
@NullMarked
package org.workflowengine.processor.spi;

import org.jspecify.annotations.NullMarked;
