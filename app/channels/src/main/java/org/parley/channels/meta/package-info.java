/// What Meta's channels share: the Graph API's calls and webhooks, and the messaging platform of
/// Messenger and Instagram.
@NullMarked
package org.parley.channels.meta;

import org.jspecify.annotations.NullMarked;
