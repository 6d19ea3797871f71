using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Requests;
using NovComet.AspNetCore.Transports;

namespace NovComet.Web.Chat;

/// <summary>
/// The chat room of the demo pages, made of what the library gives an application: channels, users' channels, presence, policies.
/// </summary>
internal static class ChatRegistration
{
    public static void AddChat(this IServiceCollection services)
    {
        services.AddSingleton<ChatNames>();
        services.AddSingleton<ChatLimits>();
        services.AddSingleton<ChatArrivals>();
        services.AddSingleton<ChatPeopleHandler>();
        services.AddSingleton<ChatPostHandler>();
        services.AddOptions<NovCometOptions>().Configure<IServiceProvider>((options, provider) =>
        {
            options.OnJoined = who => provider.GetRequiredService<ChatArrivals>().JoinedAsync(who);
            options.OnLeft = who => provider.GetRequiredService<ChatArrivals>().LeftAsync(who);
        });
        services.AddSingleton<IAuthorizationHandler, ChatChannelGuard>();
        services.AddAuthorization(options => options.AddPolicy(ChatChannelGuard.Policy, ChatChannelGuard.BuildDefault));
        services.PostConfigure<NovCometAuthorizationOptions>(options => options.PublishPolicy ??= ChatChannelGuard.Policy);
    }

    /// <summary>Lets visitors be who their cookie says. Others are asked nothing.</summary>
    public static void UseChat(this WebApplication app)
    {
        ChatNames names = app.Services.GetRequiredService<ChatNames>();
        app.Use(next => context =>
        {
            if (ChatVisitor.Of(context.Request) is { } visitor && names.Prove(visitor.Name, visitor.Secret) is { } person) context.User = person.ToUser();
            return next(context);
        });
    }

    public static void MapChat(this WebApplication app)
    {
        ChatPeopleHandler people = app.Services.GetRequiredService<ChatPeopleHandler>();
        ChatPostHandler posts = app.Services.GetRequiredService<ChatPostHandler>();
        IList<string> origins = app.Services.GetRequiredService<IOptions<NovCometOptions>>().Value.AllowedOrigins;
        RouteGroupBuilder chat = app.MapGroup("/chat");
        chat.MapGet("/me", (RequestDelegate)ChatPeopleHandler.ShowAsync);
        chat.MapPost("/me", OfOwnPages(people.TakeAsync, origins));
        chat.MapDelete("/me", OfOwnPages(people.LeaveAsync, origins));
        chat.MapPost("/rooms/{room}", OfOwnPages(posts.ToRoomAsync, origins));
        chat.MapPost("/people/{name}", OfOwnPages(posts.ToPersonAsync, origins));
    }

    private static RequestDelegate OfOwnPages(RequestDelegate handler, IList<string> origins) => context =>
        CrossSite.IsRefused(context.Request, origins) ? Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, CrossSite.Sentence) : handler(context);
}
