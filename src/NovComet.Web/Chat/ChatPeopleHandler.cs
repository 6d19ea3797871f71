using NovComet.AspNetCore.Transports;

namespace NovComet.Web.Chat;

/// <summary><c>/chat/me</c>: what the visitor is called, to take a name, and to give it back.</summary>
internal sealed class ChatPeopleHandler(ChatNames names, ChatLimits limits)
{
    public static Task ShowAsync(HttpContext context)
    {
        ChatPerson? person = context.User.ChatPerson();

        // Kept for another while.
        if (person is not null) ChatVisitor.Of(context.Request)?.Remember(context);
        return AnswerAsync(context, person);
    }

    public async Task TakeAsync(HttpContext context)
    {
        if (await ChatBody.ReadAsync(context, ChatJson.Default.ChatMe, ChatWord.Mistake) is not { } wanted) return;
        if (ChatWord.Read(wanted.Name) is not { } name)
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
        ChatPerson? person;
        try
        {
            person = names.Take(name, visitor.Secret);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Refusal.WriteUnavailableAsync(context, error.Message);
            return;
        }

        if (person is null)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status409Conflict, $"Somebody else is called {name}: choose another name.");
            return;
        }

        if (context.User.ChatPerson() is { } former && former != person) names.Release(former.Name, visitor.Secret);
        visitor.Remember(context);
        await AnswerAsync(context, person);
    }

    public Task LeaveAsync(HttpContext context)
    {
        if (ChatVisitor.Of(context.Request) is { } visitor) names.Release(visitor.Name, visitor.Secret);
        ChatVisitor.Forget(context);
        return AnswerAsync(context, null);
    }

    private static Task AnswerAsync(HttpContext context, ChatPerson? person)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new ChatMe(person?.Name, person?.Id), ChatJson.Default.ChatMe).ExecuteAsync(context);
    }
}
