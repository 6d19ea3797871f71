using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Requests;
using NovComet.AspNetCore.Transports;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Endpoints;

/// <summary>Publishing by HTTP: <c>true</c> where it was done, otherwise why it was not. A publish that failed is never acknowledged.</summary>
internal sealed class PublishHandler(Comet comet, ChannelAccess access, IOptions<NovCometOptions> options)
{
    private const string StampHeader = "Comet-Stamp";

    public async Task HandleAsync(HttpContext context, CometArguments arguments, bool hasBody)
    {
        // 1. Who asks, and how?
        if (HttpMethods.IsGet(context.Request.Method) && !options.Value.GetPublish)
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            await Refusal.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Publishing by GET is switched off here (NovComet:GetPublish): send the same as a POST.");
            return;
        }

        if (CrossSite.IsRefused(context.Request, options.Value.AllowedOrigins))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "The browser says that this publish comes from a page of another site: add its origin to NovComet:AllowedOrigins if it may publish.");
            return;
        }

        // 2. What is to be published, and where?
        if (!ChannelName.TryParse(arguments.Publish, out ChannelName channel, out string? mistake))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, mistake);
            return;
        }

        if (await access.ForPublishingAsync(context, channel) is { } refusal)
        {
            await Refusal.WriteAsync(context, refusal.Status, refusal.Sentence);
            return;
        }

        if (hasBody || arguments.HasData)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "This gateway publishes signals, which have no content: leave out the body and 'data'. Nothing was published.");
            return;
        }

        // 3. Publish, then acknowledge.
        await TouchAsync(context, channel);
    }

    private async Task TouchAsync(HttpContext context, ChannelName channel)
    {
        Stamp stamp;
        try
        {
            stamp = await comet.TouchAsync(channel, context.RequestAborted);
        }
        catch (ChannelStoreException error)
        {
            await (error.Failure == StoreFailure.Unavailable
                ? Refusal.WriteUnavailableAsync(context, error.Message)
                : Refusal.WriteAsync(context, StatusOf(error.Failure), error.Message));
            return;
        }

        context.Response.Headers[StampHeader] = stamp.ToString();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = 4;
        await context.Response.BodyWriter.WriteAsync("true"u8.ToArray());
    }

    private static int StatusOf(StoreFailure failure) => failure switch
    {
        StoreFailure.NotAChannel => StatusCodes.Status409Conflict,
        StoreFailure.SignalsOnly => StatusCodes.Status415UnsupportedMediaType,
        StoreFailure.NoSpace => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status500InternalServerError,
    };
}
