using NovComet.AspNetCore.Transports;

namespace NovComet.Web.Chat;

/// <summary><c>/chat/me</c>: what the visitor is called, to take a name, and to give it back.</summary>
internal sealed class ChatPeopleHandler(ChatNames names, ChatLimits limits)
{
    public static Task ShowAsync(HttpContext context)
    {
        string? name = context.User.ChatName();

        // Kept for another while.
        if (name is not null) ChatVisitor.Of(context.Request)?.Remember(context);
        return AnswerAsync(context, name);
    }

    public async Task TakeAsync(HttpContext context)
    {
        if (await ChatBody.ReadAsync(context, ChatJson.Default.ChatMe) is not { } wanted || ChatWord.Read(wanted.Name) is not { } name)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, ChatWord.Mistake);
            return;
        }

        if (!limits.AllowsName(context.Connection.RemoteIpAddress))
        {
            await Refusal.WriteForNowAsync(context, StatusCodes.Status429TooManyRequests, "Too many names were taken from your address: wait a moment.");
            return;
        }

        ChatVisitor visitor = ChatVisitor.Of(context.Request) is { } known ? known with { Name = name } : ChatVisitor.New(name);
        bool isTaken;
        try
        {
            isTaken = !names.TryTake(name, visitor.Secret);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Refusal.WriteUnavailableAsync(context, error.Message);
            return;
        }

        if (isTaken)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status409Conflict, $"Somebody else is called {name}: choose another name.");
            return;
        }

        if (context.User.ChatName() is { } former && !string.Equals(former, name, StringComparison.OrdinalIgnoreCase)) names.Release(former, visitor.Secret);
        visitor.Remember(context);
        await AnswerAsync(context, name);
    }

    public Task LeaveAsync(HttpContext context)
    {
        if (ChatVisitor.Of(context.Request) is { } visitor) names.Release(visitor.Name, visitor.Secret);
        ChatVisitor.Forget(context);
        return AnswerAsync(context, null);
    }

    private static Task AnswerAsync(HttpContext context, string? name)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new ChatMe(name), ChatJson.Default.ChatMe).ExecuteAsync(context);
    }
}
