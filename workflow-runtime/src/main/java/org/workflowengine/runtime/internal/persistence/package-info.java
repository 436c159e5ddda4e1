/** The database: MyBatis mappers with their SQL beside the method, one session and one commit for each unit of work. */
@NullMarked
package org.workflowengine.runtime.internal.persistence;

import org.jspecify.annotations.NullMarked;
