using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Requests;
using NovComet.AspNetCore.Transports;
using NovComet.Channels;

namespace NovComet.AspNetCore.Endpoints;

/// <summary>The endpoint: reads the arguments, then publishes or subscribes. Where both are asked, it publishes.</summary>
internal sealed class CometHandler(
    PublishHandler publish,
    LongPollTransport longPoll,
    ChannelAccess access,
    SubscriberQuota quota,
    IOptions<NovCometOptions> options)
{
    private const string Usage = "Nothing is asked: subscribe by subscribed[news]=0, or publish by publish=news.";

    public Task HandleAsync(HttpContext context)
    {
        var arguments = new CometArguments();
        arguments.Add(context.Request.QueryString);
        return HttpMethods.IsPost(context.Request.Method)
            ? HandlePostAsync(context, arguments)
            : DispatchAsync(context, arguments, hasBody: false);
    }

    private async Task HandlePostAsync(HttpContext context, CometArguments arguments)
    {
        if (!context.Request.HasFormContentType)
        {
            await DispatchAsync(context, arguments, HasBody(context.Request));
            return;
        }

        (IFormCollection? form, int status, string? mistake) = await CometForm.ReadAsync(context.Request, context.RequestAborted);
        if (form is null)
        {
            await Refusal.WriteAsync(context, status, mistake ?? Usage);
            return;
        }

        var ofForm = new CometArguments();
        ofForm.Add(form);
        arguments.Add(form);

        // A form with nothing of ours is content, sent by a client that calls everything a form.
        await DispatchAsync(context, arguments, hasBody: form.Files.Count > 0 || (form.Count > 0 && !ofForm.HasOurs));
    }

    private Task DispatchAsync(HttpContext context, CometArguments arguments, bool hasBody)
    {
        if (arguments.Publish is not null) return publish.HandleAsync(context, arguments, hasBody);
        if (arguments.Mistake is { } mistake) return Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, mistake);

        // A page of the original that subscribed to nothing yet sends something all the same, and is held like any other.
        if (arguments.IsEmpty) return Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, Usage);

        Cursor cursor = arguments.Subscribed;
        int most = options.Value.Limits.ChannelsPerRequest;
        if (cursor.Count > most)
            return Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, $"{cursor.Count} channels are too many for one request: name at most {most}.");
        return SubscribeAsync(context, cursor);
    }

    private async Task SubscribeAsync(HttpContext context, Cursor cursor)
    {
        SubscribeAccess granted = await access.ForSubscribingAsync(context, cursor);
        if (!granted.IsGranted)
        {
            await Refusal.WriteAsync(context, granted.Refusal.Status, granted.Refusal.Sentence);
            return;
        }

        using SubscriberLease lease = quota.Take(context);
        await (lease.IsGranted
            ? longPoll.HandleAsync(context, granted.Subscriptions, granted.Expires)
            : Refusal.WriteForNowAsync(context, StatusCodes.Status429TooManyRequests, lease.Refusal));
    }

    // Asked of the server, because a body by HTTP/2 needs no header that announces it.
    private static bool HasBody(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };
}
