using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Requests;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>Does what clients ask by their frames, with the rights of the connection that they came by.</summary>
internal sealed class FrameRequests(Comet comet, ChannelAccess access, IOptions<NovCometOptions> options)
{
    /// <summary>Does one.</summary>
    /// <returns>The frame to answer with; null where none is owed.</returns>
    public async ValueTask<byte[]?> DoAsync(FrameClient client, ClientFrame frame)
    {
        if (frame.Mistake is { } mistake) return FrameJson.Error(mistake, frame.Id);
        if (frame.Subscribe.Count + frame.Unsubscribe.Count > 0 && await ResubscribeAsync(client, frame) is { } refusal) return FrameJson.Error(refusal, frame.Id);
        return frame.Publish is { } channel ? await PublishAsync(client.Caller, channel, frame) : null;
    }

    /// <returns>Why it was not done; null where it was.</returns>
    private async ValueTask<string?> ResubscribeAsync(FrameClient client, ClientFrame frame)
    {
        HashSet<ChannelName> names = [.. client.Names.Except(frame.Unsubscribe), .. frame.Subscribe.Select(position => position.Channel)];
        int most = options.Value.Limits.ChannelsPerRequest;
        if (names.Count > most) return $"{names.Count} channels are too many for one connection: subscribe to at most {most}.";
        SubscribeAccess granted = await access.ForSubscribingAsync(client.Caller, frame.Subscribe);
        if (!granted.IsGranted) return granted.Refusal.Sentence;
        client.Names = names;
        await client.Subscriber.ResubscribeAsync(granted.Subscriptions, frame.Unsubscribe);
        return null;
    }

    private async ValueTask<byte[]?> PublishAsync(Caller caller, ChannelName channel, ClientFrame frame)
    {
        int most = options.Value.Limits.MessageBytes;
        if (frame.Draft is { } large && large.Content.Json.Length > most) return FrameJson.Error(ContentReading.TooLargeFor(most), frame.Id);
        if (await access.ForPublishingAsync(caller, channel) is { } refusal) return FrameJson.Error(refusal.Sentence, frame.Id);
        try
        {
            Stamp stamp = frame.Draft is { } draft
                ? await comet.PublishAsync(channel, draft, CancellationToken.None)
                : await comet.TouchAsync(channel, CancellationToken.None);
            return frame.Id is { } id ? FrameJson.Ack(id, stamp) : null;
        }
        catch (ChannelStoreException error)
        {
            return FrameJson.Error(error.Message, frame.Id);
        }
    }
}
