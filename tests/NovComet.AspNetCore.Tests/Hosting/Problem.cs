using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace NovComet.AspNetCore.Tests.Hosting;

/// <summary>Checks the answers that say no.</summary>
internal static class Problem
{
    /// <summary>Asserts that an answer is problem details with a sentence.</summary>
    /// <returns>The sentence.</returns>
    public static async Task<string> AssertAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.AreEqual(status, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        Assert.AreEqual("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.IsTrue(answer.Headers.CacheControl?.NoStore, "a refusal must not be cached");
        JsonElement problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.AreEqual((int)status, problem.GetProperty("status").GetInt32());
        return AssertSentence(problem.GetProperty("detail").GetString());
    }

    private static string AssertSentence(string? sentence)
    {
        Assert.IsNotNull(sentence);
        Assert.IsTrue(sentence.Contains(' ', StringComparison.Ordinal) && sentence.EndsWith('.'), sentence);
        return sentence;
    }
}
