/// The wordings that providers approve: asked for, known by their last word, held against
/// campaigns. May use kernel, channel and content.
@NullMarked
package org.parley.core.template;

import org.jspecify.annotations.NullMarked;
