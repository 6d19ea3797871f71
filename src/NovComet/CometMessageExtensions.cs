using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using NovComet.Channels;

namespace NovComet;

/// <summary>Publishing objects, as JSON.</summary>
public static class CometMessageExtensions
{
    internal const string Untrimmed = "The members of the type are found at run time: give its JsonTypeInfo where the application is trimmed.";
    internal const string Compiled = "The members of the type are found at run time: give its JsonTypeInfo where the application is compiled ahead of time.";

    /// <summary>Publishes an object, as JSON with the names of the web (<c>camelCase</c>).</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="comet">NovComet.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="value">The object.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">The name cannot be a channel's, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    [RequiresUnreferencedCode(Untrimmed)]
    [RequiresDynamicCode(Compiled)]
    public static ValueTask<Stamp> PublishAsync<T>(
        this IComet comet, string channel, T value, PublishSettings? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(comet);
        return comet.PublishAsync(channel, MessageContent.From(value), settings, cancellationToken);
    }

    /// <summary>Publishes an object, as the JSON that its type's source-generated context writes.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="comet">NovComet.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="value">The object.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">The name cannot be a channel's, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    public static ValueTask<Stamp> PublishAsync<T>(
        this IComet comet, string channel, T value, JsonTypeInfo<T> type, PublishSettings? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(comet);
        return comet.PublishAsync(channel, MessageContent.From(value, type), settings, cancellationToken);
    }
}
