using NovComet.AspNetCore.Transports;

namespace NovComet.Web.Chat;

/// <summary>Says something in a room, or to one person. Who says it, the gateway puts in.</summary>
internal sealed class ChatPostHandler(IComet comet, ChatNames names, ChatLimits limits)
{
    private const int MostText = 2000;

    private static readonly string s_mistake = $"A message is a JSON object with 'text' of 1 to {MostText} characters, and 'id' of at most 64 letters and digits.";

    /// <summary><c>POST /chat/rooms/{room}</c></summary>
    public async Task ToRoomAsync(HttpContext context)
    {
        if (ChatWord.Read(context.Request.RouteValues["room"] as string) is not { } room)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status404NotFound, ChatWord.Mistake);
            return;
        }

        await PublishAsync(context, null, ChatChannels.OfRoom(room));
    }

    /// <summary><c>POST /chat/people/{name}</c>: the sender's own channel has it too, so that a talk is whole wherever either of them reads it.</summary>
    public async Task ToPersonAsync(HttpContext context)
    {
        if (ChatWord.Read(context.Request.RouteValues["name"] as string) is not { } name || names.Find(name) is not { } person)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status404NotFound, "Nobody is called so: the name was given back, or was never taken.");
            return;
        }

        await PublishAsync(context, person, ChatChannels.OfPerson(person));
    }

    private async Task PublishAsync(HttpContext context, ChatPerson? to, string channel)
    {
        if (context.User.ChatPerson() is not { } from)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, "Take a name first, then speak.");
            return;
        }

        if (await ChatBody.ReadAsync(context, ChatJson.Default.ChatPost, s_mistake) is not { } post) return;
        string? id = post.Id;
        if (post.Text?.Trim() is not { Length: > 0 and <= MostText } text || (id is not null && !PublishSettings.IsKey(id)))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, s_mistake);
            return;
        }

        if (!limits.AllowsPost(from.Id))
        {
            await Refusal.WriteForNowAsync(context, StatusCodes.Status429TooManyRequests, "You are too fast for the others: wait a moment.");
            return;
        }

        var said = new ChatMessage(from.Name, to?.Name, text, id);
        var settings = new PublishSettings { IdempotencyKey = id };
        try
        {
            await comet.PublishAsync(channel, said, ChatJson.Readable.ChatMessage, settings, context.RequestAborted);
            if (to is not null && to != from) await comet.PublishAsync(ChatChannels.OfPerson(from), said, ChatJson.Readable.ChatMessage, settings, context.RequestAborted);
        }
        catch (ChannelStoreException error)
        {
            await Refusal.WriteAsync(context, error);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
