/** How pages are compared with the command line, whose commands are not public. */
package org.workflowengine.cli;
