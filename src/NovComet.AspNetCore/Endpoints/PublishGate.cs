using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Requests;
using NovComet.AspNetCore.Transports;
using NovComet.Channels;

namespace NovComet.AspNetCore.Endpoints;

/// <summary>Whether a request may publish: by its method, by the page that it comes from, by who sends it.</summary>
internal sealed class PublishGate(ChannelAccess access, IOptions<NovCometOptions> options)
{
    /// <summary>Judges it, and answers it where it may not.</summary>
    /// <param name="context">The request.</param>
    /// <param name="channelName">The channel, as it was given.</param>
    /// <returns>The channel; null where the request has been answered.</returns>
    public async ValueTask<ChannelName?> PassAsync(HttpContext context, string? channelName)
    {
        if (!HttpMethods.IsPost(context.Request.Method) && !(HttpMethods.IsGet(context.Request.Method) && options.Value.GetPublish))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            await Refusal.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, HttpMethods.IsGet(context.Request.Method)
                ? "Publishing by GET is switched off here (NovComet:GetPublish): send the same as a POST."
                : "This method does not publish: send the same as a POST.");
            return null;
        }

        if (CrossSite.IsRefused(context.Request, options.Value.AllowedOrigins))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, CrossSite.Sentence);
            return null;
        }

        if (!ChannelName.TryParse(channelName, out ChannelName channel, out string? mistake))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, mistake);
            return null;
        }

        if (await access.ForPublishingAsync(context, channel) is not { } refusal) return channel;
        await Refusal.WriteAsync(context, refusal.Status, refusal.Sentence);
        return null;
    }
}
