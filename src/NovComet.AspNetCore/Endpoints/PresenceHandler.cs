using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Transports;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Endpoints;

/// <summary>Who is on a channel: <c>{"subscribers":3,"users":["ann","bob"]}</c>, for those who may subscribe to it.</summary>
internal sealed class PresenceHandler(Comet comet, ChannelAccess access)
{
    public async Task HandleAsync(HttpContext context, string channelName)
    {
        if (!ChannelName.TryParse(channelName, out ChannelName channel, out string? mistake))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, mistake);
            return;
        }

        SubscribeAccess granted = await access.ForSubscribingAsync(context, new Cursor(new ChannelPosition(channel, Position.Now)));
        if (!granted.IsGranted)
        {
            await Refusal.WriteAsync(context, granted.Refusal.Status, granted.Refusal.Sentence);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.BodyWriter.WriteAsync(Encode(comet.GetPresence(granted.Subscriptions[0].Channel.Value)));
    }

    private static ReadOnlyMemory<byte> Encode(ChannelPresence presence)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer, EventJson.Options);
        json.WriteStartObject();
        json.WriteNumber("subscribers"u8, presence.Subscribers);
        json.WriteStartArray("users"u8);
        foreach (string user in presence.Users) json.WriteStringValue(user);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
