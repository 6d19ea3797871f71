using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NovComet.Channels;

namespace NovComet.AspNetCore.Requests;

/// <summary>
/// Where a stream goes on: the id of the last event that its client has, which is the whole cursor, <c>a=stamp&amp;b=stamp</c> with names encoded.
/// It counts more than the positions in the query, which are those of the first connection.
/// </summary>
internal static class LastEventId
{
    private const string Header = "Last-Event-ID";
    private const string Garbage = "The Last-Event-ID cannot be read: send an id as the stream gave it, or none.";

    /// <summary>Moves the channels that a query names to where the id says. Names that the query does not have are passed over.</summary>
    /// <param name="request">The request, whose header counts more than the argument: clients keep it up to date.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="asked">The query's channels.</param>
    /// <param name="cursor">The same channels at their new positions.</param>
    /// <param name="mistake">What is wrong with the id.</param>
    public static bool TryResume(HttpRequest request, string? argument, Cursor asked, out Cursor cursor, [NotNullWhen(false)] out string? mistake)
    {
        StringValues header = request.Headers[Header];
        string id = StringValues.IsNullOrEmpty(header) ? argument ?? "" : header.ToString();
        ChannelPosition[] positions = [.. asked];
        foreach (Range part in id.AsSpan().Split('&'))
        {
            if (id.AsSpan(part).IsEmpty) continue;
            if (!ChannelPosition.TryParse(id.AsSpan(part), out ChannelPosition read))
            {
                (cursor, mistake) = (asked, Garbage);
                return false;
            }

            int index = Array.FindIndex(positions, position => position.Channel == read.Channel);
            if (index >= 0) positions[index] = read;
        }

        (cursor, mistake) = (Cursor.OfDistinct(positions), null);
        return true;
    }
}
