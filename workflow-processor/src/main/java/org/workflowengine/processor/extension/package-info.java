/** Asks the extensions of layers: shows them the model through {@code spi}, and turns their answers into our problems and files. */
@NullMarked
package org.workflowengine.processor.extension;

import org.jspecify.annotations.NullMarked;
