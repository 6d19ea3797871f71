using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using NovComet.Channels;

namespace NovComet;

/// <summary>Publishing to users, sessions and everybody: each has a channel of its own, so messages to them are kept and resumed like any others.</summary>
public static class CometAddressingExtensions
{
    /// <summary>Sends a message to one user, wherever that user is connected: to its channel <c>@user.&lt;id&gt;</c>.</summary>
    /// <param name="comet">NovComet.</param>
    /// <param name="userId">The user's id, as the application's claims give it.</param>
    /// <param name="content">What it carries: at most <see cref="NovCometLimits.MessageBytes"/>.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">An id cannot be one, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    public static ValueTask<Stamp> SendToUserAsync(
        this IComet comet, string userId, MessageContent content, PublishSettings? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(comet);
        return comet.PublishAsync(ReservedChannels.OfUser(userId).Value, content, settings, cancellationToken);
    }

    /// <summary>Sends an object, as JSON with the names of the web (<c>camelCase</c>), to one user, wherever that user is connected: to its channel <c>@user.&lt;id&gt;</c>.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="comet">NovComet.</param>
    /// <param name="userId">The user's id, as the application's claims give it.</param>
    /// <param name="value">The object.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">An id cannot be one, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    [RequiresUnreferencedCode(CometMessageExtensions.Untrimmed)]
    [RequiresDynamicCode(CometMessageExtensions.Compiled)]
    public static ValueTask<Stamp> SendToUserAsync<T>(
        this IComet comet, string userId, T value, PublishSettings? settings = null, CancellationToken cancellationToken = default) =>
        comet.SendToUserAsync(userId, MessageContent.From(value), settings, cancellationToken);

    /// <summary>Sends an object, as the JSON that its type's source-generated context writes, to one user, wherever that user is connected: to its channel <c>@user.&lt;id&gt;</c>.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="comet">NovComet.</param>
    /// <param name="userId">The user's id, as the application's claims give it.</param>
    /// <param name="value">The object.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">An id cannot be one, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    public static ValueTask<Stamp> SendToUserAsync<T>(
        this IComet comet, string userId, T value, JsonTypeInfo<T> type, PublishSettings? settings = null, CancellationToken cancellationToken = default) =>
        comet.SendToUserAsync(userId, MessageContent.From(value, type), settings, cancellationToken);

    /// <summary>Sends a message to several users, one after the other; of an id that is given twice, once.</summary>
    /// <param name="comet">NovComet.</param>
    /// <param name="userIds">The users' ids, as the application's claims give them. All are checked before the first is sent to.</param>
    /// <param name="content">What it carries: at most <see cref="NovCometLimits.MessageBytes"/>.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>Done once all are sent to.</returns>
    /// <exception cref="ArgumentException">An id cannot be one, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Those from the first that failed on got nothing; the message says what to do.</exception>
    public static async ValueTask SendToUsersAsync(
        this IComet comet, IEnumerable<string> userIds, MessageContent content, PublishSettings? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(comet);
        ArgumentNullException.ThrowIfNull(userIds);
        ChannelName[] channels = [.. userIds.Select(ReservedChannels.OfUser).Distinct()];
        foreach (ChannelName channel in channels) await comet.PublishAsync(channel.Value, content, settings, cancellationToken);
    }

    /// <summary>Sends an object, as JSON with the names of the web (<c>camelCase</c>), to several users, one after the other; of an id that is given twice, once.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="comet">NovComet.</param>
    /// <param name="userIds">The users' ids, as the application's claims give them. All are checked before the first is sent to.</param>
    /// <param name="value">The object.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>Done once all are sent to.</returns>
    /// <exception cref="ArgumentException">An id cannot be one, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Those from the first that failed on got nothing; the message says what to do.</exception>
    [RequiresUnreferencedCode(CometMessageExtensions.Untrimmed)]
    [RequiresDynamicCode(CometMessageExtensions.Compiled)]
    public static ValueTask SendToUsersAsync<T>(
        this IComet comet, IEnumerable<string> userIds, T value, PublishSettings? settings = null, CancellationToken cancellationToken = default) =>
        comet.SendToUsersAsync(userIds, MessageContent.From(value), settings, cancellationToken);

    /// <summary>Sends an object, as the JSON that its type's source-generated context writes, to several users, one after the other; of an id that is given twice, once.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="comet">NovComet.</param>
    /// <param name="userIds">The users' ids, as the application's claims give them. All are checked before the first is sent to.</param>
    /// <param name="value">The object.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>Done once all are sent to.</returns>
    /// <exception cref="ArgumentException">An id cannot be one, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Those from the first that failed on got nothing; the message says what to do.</exception>
    public static ValueTask SendToUsersAsync<T>(
        this IComet comet, IEnumerable<string> userIds, T value, JsonTypeInfo<T> type, PublishSettings? settings = null, CancellationToken cancellationToken = default) =>
        comet.SendToUsersAsync(userIds, MessageContent.From(value, type), settings, cancellationToken);

    /// <summary>Sends a message to one session: to whoever subscribes to <c>@session.&lt;id&gt;</c>.</summary>
    /// <param name="comet">NovComet.</param>
    /// <param name="sessionId">The session's id: 16 to 64 letters, digits, <c>_</c> and <c>-</c>.</param>
    /// <param name="content">What it carries: at most <see cref="NovCometLimits.MessageBytes"/>.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">An id cannot be one, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    public static ValueTask<Stamp> SendToSessionAsync(
        this IComet comet, string sessionId, MessageContent content, PublishSettings? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(comet);
        return comet.PublishAsync(ReservedChannels.OfSession(sessionId).Value, content, settings, cancellationToken);
    }

    /// <summary>Sends an object, as JSON with the names of the web (<c>camelCase</c>), to one session: to whoever subscribes to <c>@session.&lt;id&gt;</c>.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="comet">NovComet.</param>
    /// <param name="sessionId">The session's id: 16 to 64 letters, digits, <c>_</c> and <c>-</c>.</param>
    /// <param name="value">The object.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">An id cannot be one, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    [RequiresUnreferencedCode(CometMessageExtensions.Untrimmed)]
    [RequiresDynamicCode(CometMessageExtensions.Compiled)]
    public static ValueTask<Stamp> SendToSessionAsync<T>(
        this IComet comet, string sessionId, T value, PublishSettings? settings = null, CancellationToken cancellationToken = default) =>
        comet.SendToSessionAsync(sessionId, MessageContent.From(value), settings, cancellationToken);

    /// <summary>Sends an object, as the JSON that its type's source-generated context writes, to one session: to whoever subscribes to <c>@session.&lt;id&gt;</c>.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="comet">NovComet.</param>
    /// <param name="sessionId">The session's id: 16 to 64 letters, digits, <c>_</c> and <c>-</c>.</param>
    /// <param name="value">The object.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">An id cannot be one, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    public static ValueTask<Stamp> SendToSessionAsync<T>(
        this IComet comet, string sessionId, T value, JsonTypeInfo<T> type, PublishSettings? settings = null, CancellationToken cancellationToken = default) =>
        comet.SendToSessionAsync(sessionId, MessageContent.From(value, type), settings, cancellationToken);

    /// <summary>Sends a message to everybody who subscribes to <c>@all</c>.</summary>
    /// <param name="comet">NovComet.</param>
    /// <param name="content">What it carries: at most <see cref="NovCometLimits.MessageBytes"/>.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">The content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    public static ValueTask<Stamp> BroadcastAsync(
        this IComet comet, MessageContent content, PublishSettings? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(comet);
        return comet.PublishAsync(ReservedChannels.All.Value, content, settings, cancellationToken);
    }

    /// <summary>Sends an object, as JSON with the names of the web (<c>camelCase</c>), to everybody who subscribes to <c>@all</c>.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="comet">NovComet.</param>
    /// <param name="value">The object.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">The content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    [RequiresUnreferencedCode(CometMessageExtensions.Untrimmed)]
    [RequiresDynamicCode(CometMessageExtensions.Compiled)]
    public static ValueTask<Stamp> BroadcastAsync<T>(
        this IComet comet, T value, PublishSettings? settings = null, CancellationToken cancellationToken = default) =>
        comet.BroadcastAsync(MessageContent.From(value), settings, cancellationToken);

    /// <summary>Sends an object, as the JSON that its type's source-generated context writes, to everybody who subscribes to <c>@all</c>.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="comet">NovComet.</param>
    /// <param name="value">The object.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">The content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    public static ValueTask<Stamp> BroadcastAsync<T>(
        this IComet comet, T value, JsonTypeInfo<T> type, PublishSettings? settings = null, CancellationToken cancellationToken = default) =>
        comet.BroadcastAsync(MessageContent.From(value, type), settings, cancellationToken);
}
