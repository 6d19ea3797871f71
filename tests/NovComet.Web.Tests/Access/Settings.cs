using System.Text;
using Microsoft.Extensions.Configuration;
using NovComet.Web.Access;

namespace NovComet.Web.Tests.Access;

internal static class Settings
{
    /// <summary>Reads the section <c>NovComet</c> from JSON.</summary>
    public static AccessSettings Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"NovComet":{{json}}}"""));
        return AccessSettingsReader.Read(new ConfigurationBuilder().AddJsonStream(stream).Build());
    }
}
